import { closest } from '../../../values/closest';

/** What a cell can refer to: a record of the linked table, or a user of the base. */
export interface Candidate {
	id: string;
	/** The title that Teable shows. */
	title: string;
	/** Other names for it. */
	otherNames?: string[];
}

/** The candidates that were looked up, by ID and by name. */
export class Candidates {
	private readonly byId = new Map<string, Candidate>();

	private readonly byName = new Map<string, Set<Candidate>>();

	/** @param examples further candidates, to suggest if a name is not found */
	constructor(
		found: Candidate[],
		private readonly examples: () => Promise<Candidate[]>,
	) {
		for (const candidate of found) this.add(candidate);
	}

	add(candidate: Candidate): void {
		if (this.byId.has(candidate.id)) return;
		this.byId.set(candidate.id, candidate);
		for (const name of [candidate.title, ...(candidate.otherNames ?? [])]) {
			this.byName.set(name, (this.byName.get(name) ?? new Set()).add(candidate));
		}
	}

	/** The candidates with this ID or name: none, one or several. */
	named(text: string): Candidate[] {
		const byId = this.byId.get(text.trim());
		if (byId) return [byId];
		const name = text.trim();
		// Only email addresses ignore case.
		const address = name.includes('@') ? name.toLowerCase() : name;
		return [...(this.byName.get(text) ?? this.byName.get(name) ?? this.byName.get(address) ?? [])];
	}

	/** The candidates whose titles are most similar to a string. */
	async like(text: string): Promise<Candidate[]> {
		return closest(text, await this.examples(), ({ title }) => title);
	}
}
