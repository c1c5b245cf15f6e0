/** "Name", then "Name 2", "Name 3". */
export function freeName(name: string, siblings: Array<{ name: string }>) {
	const taken = new Set(siblings.map((sibling) => sibling.name));
	let free = name;
	for (let n = 2; taken.has(free); n++) free = `${name} ${n}`;
	return free;
}
