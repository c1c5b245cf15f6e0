/** The form of an ID in Teable, as a regular expression: a prefix such as `tbl`, and 16 letters or digits. */
export const idPattern = (prefix: string): string => `${prefix}[A-Za-z0-9]{16}`;

/** Whether a text has the form of an ID with this prefix. */
export const isTeableId = (prefix: string, text: string): boolean =>
	new RegExp(`^${idPattern(prefix)}$`).test(text);
