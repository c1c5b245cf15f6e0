/** "Name", then "Name 2", "Name 3". A number at the end is incremented: a second "Name 7" becomes "Name 8". */
export function freeName(name: string, siblings: Array<{ name: string }>) {
	const taken = new Set(siblings.map((sibling) => sibling.name));
	const [, stem, number = '2'] = /^(.*?)(?:\s+(\d+))?$/s.exec(name)!;
	let free = name;
	for (let n = Number(number); taken.has(free); n++) free = `${stem} ${n}`;
	return free;
}
