import { checkDefault, choicesField, chosenChoices } from '../choices';
import type { FieldOption } from '../fieldOption';
import { flag, text } from '../fieldOption';

const SELECTS = ['singleSelect', 'multipleSelect'] as const;

/** The choices and defaults of a select field. The choices of an existing field are changed by Change Choices. */
export const SELECT_OPTIONS: FieldOption[] = [
	{
		types: SELECTS,
		path: 'options.choices',
		property: choicesField,
		read: (reader) => chosenChoices(reader),
	},
	{
		types: SELECTS,
		path: 'options.preventAutoNewOptions',
		...flag({
			displayName: 'No New Choices',
			name: 'noNewChoices',
			description:
				'Whether to allow only these choices. When off, writing another value adds it as a choice.',
		}),
	},
	{
		types: ['singleSelect'],
		path: 'options.defaultValue',
		...text({
			displayName: 'Default Choice',
			name: 'defaultChoice',
			placeholder: 'e.g. Open',
			description: 'The default choice in new records. Leave empty for none.',
		}),
		read: (reader, choices) => {
			const name = reader.text('defaultChoice', 'Default Choice');
			if (name === '') return undefined;
			checkDefault(reader, 'Default Choice', [name], choices);
			return name;
		},
	},
	{
		types: ['multipleSelect'],
		path: 'options.defaultValue',
		...text({
			displayName: 'Default Choices',
			name: 'defaultChoices',
			placeholder: 'e.g. Open, Urgent',
			description: 'The default choices in new records, separated by commas. Leave empty for none.',
		}),
		read: (reader, choices) => {
			const isChoice = (name: string) => choices.includes(name);
			const names = reader.list('defaultChoices', 'Default Choices', isChoice);
			checkDefault(reader, 'Default Choices', names, choices);
			return names.length > 0 ? names : undefined;
		},
	},
];
