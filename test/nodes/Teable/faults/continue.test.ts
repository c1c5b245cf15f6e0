import { EVERY_CASE } from '../../../harness/engines';
import { describeMatrix } from './matrix';

describe(`a workflow that continues after an error${EVERY_CASE ? '' : ', for a selection of cases'}`, () =>
	describeMatrix('continueRegularOutput'));
