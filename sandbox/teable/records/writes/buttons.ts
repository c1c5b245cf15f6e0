import { internal, localized } from '../../../errors';
import type { Field, State, Table, User } from '../../../state';
import { describeRecord } from '../cells/describe';
import { noteChange } from './history';
import { recordOrThrow } from './remove';
import { touch } from './write';

interface ButtonOptions {
	maxCount?: number;
	resetCount?: boolean;
	workflow?: { id: string; isActive?: boolean };
}

/**
 * Clicks a button.
 * @throws 400 if its workflow isn't active or its click limit is reached, 500 if the field isn't a button
 */
export function clickButton(
	state: State,
	table: Table,
	user: User,
	recordId: string,
	field: Field,
) {
	if (field.type !== 'button') throw internal();
	const record = recordOrThrow(state, table, recordId);
	const { workflow, maxCount = 0 } = field.options as ButtonOptions;
	if (!workflow?.isActive) {
		throw refused(
			state,
			`Button field's workflow ${workflow?.id} is not active`,
			'workflow.notActive',
		);
	}
	const before = record.cells[field.id] as { count: number } | undefined;
	const count = before?.count ?? 0;
	if (maxCount > 0 && count >= maxCount) {
		const text = `Button click count ${count} reached max count ${maxCount}`;
		throw refused(state, text, 'field.button.clickCountReachedMaxCount');
	}
	const after = { count: count + 1 };
	const now = state.timestamp();
	record.cells[field.id] = after;
	touch(record, user, now);
	noteChange(table, user, record, field, before, after, now);
	const described = describeRecord(state, table, record, { keyType: 'id' });
	return {
		...{ tableId: table.id, fieldId: field.id },
		record: { ...described, fields: { [field.id]: after } },
		runId: '',
	};
}

function refused(state: State, text: string, key: string) {
	return localized(state.version, 400, text, key);
}
