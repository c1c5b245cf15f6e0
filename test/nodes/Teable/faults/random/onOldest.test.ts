import { EVERY_CASE } from '../../../../harness/everyCase';
import { ENGINES } from '../../../../harness/table';
import { describeRandomFaults } from './randomFaults';

describeRandomFaults(ENGINES[0], EVERY_CASE ? 125 : 3);
