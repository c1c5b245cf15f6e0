/** The form of an ID in Teable, as a regular expression: a prefix such as `tbl`, and 16 letters or digits. */
export const idPattern = (prefix: string): string => `${prefix}[A-Za-z0-9]{16}`;

/** Whether a string has the form of an ID with this prefix. */
export const isTeableId = (prefix: string, text: string): boolean =>
	new RegExp(`^${idPattern(prefix)}$`).test(text);

/** A pattern for URLs of Teable's pages whose first group is the ID with this prefix. */
export const urlPattern = (prefix: string): string =>
	`^\\s*https?://\\S*?[/=](${idPattern(prefix)})(?:[/?&#]\\S*)?\\s*$`;

/** The ID with this prefix in the URL of a page of Teable; undefined if there is none. */
export const idInUrl = (prefix: string, url: string): string | undefined =>
	new RegExp(urlPattern(prefix)).exec(url)?.[1];
