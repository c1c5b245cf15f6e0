import type { Parameters } from '../../../core/parameters';
import { MAX_SPACE_NAME } from '../../../teable/schema/space';

/** The name in the parameter `name`. @throws NodeOperationError if it is empty or too long */
export function chosenName(param: Parameters, label: string): string {
	const name = param.requiredText('name', label);
	if (name.length <= MAX_SPACE_NAME) return name;
	throw param.bad({
		label,
		problem: `has ${name.length} characters`,
		remedy: `Teable accepts at most ${MAX_SPACE_NAME}. Shorten it.`,
	});
}
