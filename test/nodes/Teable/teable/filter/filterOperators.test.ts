import { operatorsFor } from '../../../../../nodes/Teable/teable/filter/filterOperators';
import { condition, table } from './filteredTable';

describe('the operators of a field', () => {
	const one = 'is isNot isAnyOf isNoneOf';
	const many = 'hasAnyOf hasAllOf isExactly isNotExactly hasNoneOf';
	const number = 'is isNot isGreater isGreaterEqual isLess isLessEqual isEmpty isNotEmpty';
	const date = 'is isNot isWithIn isBefore isAfter isOnOrBefore isOnOrAfter isEmpty isNotEmpty';
	const text = 'is isNot contains doesNotContain isEmpty isNotEmpty';

	it.each([
		['Name', text],
		['Notes', text],
		['Label', text],
		['Amount', number],
		['Stars', number],
		['No', number],
		['Double', number],
		['Revenue', number],
		['Status', `${one} isEmpty isNotEmpty`],
		['Tags', `${many} isEmpty isNotEmpty`],
		['Due', date],
		['Created', date],
		['Done', 'is'],
		['Owner', `${one} isEmpty isNotEmpty`],
		['CreatedBy', `${one} isEmpty isNotEmpty`],
		['Team', `${many} isEmpty isNotEmpty`],
		['Company', `${one} contains doesNotContain isEmpty isNotEmpty`],
		['Partners', `${many} contains doesNotContain isEmpty isNotEmpty`],
		['Files', 'isEmpty isNotEmpty'],
	])('%s accepts those that Teable accepts', (name, operators) => {
		const found = table.find(name);
		expect(found && operatorsFor(found)).toEqual(operators.split(' '));
	});

	it('is refused if it is not one of them, with the field, its type and the valid operators', () => {
		expect(() => condition('Amount', 'contains', 1)).toThrow(
			"'Filter' uses the operator 'contains', which the column 'Amount' (number) doesn't have. Its operators are is, isNot, isGreater, isGreaterEqual, isLess, isLessEqual, isEmpty, isNotEmpty.",
		);
	});
});
