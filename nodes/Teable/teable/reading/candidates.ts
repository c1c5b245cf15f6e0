import { closest } from '../../values/closest';

/** What a cell may point to: a record of the linked table, or a user of the base. */
export interface Candidate {
	id: string;
	/** As Teable shows it. */
	title: string;
	/** What else it goes by. */
	otherNames?: string[];
}

/** The candidates that were looked up, by ID and by name. */
export class Candidates {
	private readonly byId = new Map<string, Candidate>();

	private readonly byName = new Map<string, Set<Candidate>>();

	/** @param examples more of those there are, to choose from when a name is not found */
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

	/** Those with this ID or name: none, the one that is meant, or several that go by it. */
	named(text: string): Candidate[] {
		const byId = this.byId.get(text.trim());
		if (byId) return [byId];
		const name = text.trim();
		// Only addresses do not mind case.
		const address = name.includes('@') ? name.toLowerCase() : name;
		return [...(this.byName.get(text) ?? this.byName.get(name) ?? this.byName.get(address) ?? [])];
	}

	/** Those whose titles are most like a text. */
	async like(text: string): Promise<Candidate[]> {
		return closest(text, await this.examples(), ({ title }) => title);
	}
}
