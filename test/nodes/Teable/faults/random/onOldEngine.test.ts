import { ENGINES, EVERY_CASE } from '../../../../harness/engines';
import {} from '../../../../harness/table';
import { describeRandomFaults } from './randomFaults';

describeRandomFaults(ENGINES[1], EVERY_CASE ? 125 : 3);
