import { EVERY_CASE } from '../../../harness/everyCase';
import { describeMatrix } from './matrix';

describe(`a workflow that goes on at an error${EVERY_CASE ? '' : ', in a choice of cases'}`, () =>
	describeMatrix('continueRegularOutput'));
