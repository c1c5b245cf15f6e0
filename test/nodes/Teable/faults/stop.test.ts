import { EVERY_CASE } from '../../../harness/engines';
import { describeMatrix } from './matrix';

describe(`a workflow that stops at an error${EVERY_CASE ? '' : ', for a selection of cases'}`, () =>
	describeMatrix('stopWorkflow'));
