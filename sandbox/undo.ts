/** How one write is taken back, and done again. A side that cannot do so throws why. */
export interface Step {
	undo(): void;
	redo(): void;
	/** Whether a step that failed is gone, as on v2; else it stays and fails again. */
	once?: boolean;
}

export type UndoAnswer =
	| { status: 'fulfilled' | 'empty' }
	| { status: 'failed'; errorMessage: string };

interface Stack {
	undo: Step[];
	redo: Step[];
	/** What the server says below the last step, where it does not say that the stack is empty. */
	bottom?: string;
	expires: number;
}

/** As deep as real servers were found to remember, and as long as the source of 1.10 says. */
const DEPTH = 200;
const KEPT_MS = 24 * 3_600_000;

/** Whose writes in which table under which window: each has a stack of its own. */
export interface Window {
	userId: string;
	tableId: string;
	windowId: string;
}

/** The writes that can be taken back. */
export class UndoStacks {
	private readonly stacks = new Map<string, Stack>();

	constructor(private readonly now: () => number) {}

	/** @param bottom the error that undo meets once all steps are taken back; none by default */
	push(window: Window, step: Step, bottom?: string) {
		const stack = this.stackOf(window) ?? { undo: [], redo: [], expires: 0 };
		this.stacks.set(keyOf(window), stack);
		stack.undo = [...stack.undo, step].slice(-DEPTH);
		stack.redo = [];
		stack.bottom ??= bottom;
		stack.expires = this.now() + KEPT_MS;
	}

	undo(window: Window): UndoAnswer {
		const stack = this.stackOf(window);
		const answer = move(stack?.undo, stack?.redo, 'undo');
		return answer.status === 'empty' && stack?.bottom
			? { status: 'failed', errorMessage: stack.bottom }
			: answer;
	}

	redo(window: Window): UndoAnswer {
		const stack = this.stackOf(window);
		return move(stack?.redo, stack?.undo, 'redo');
	}

	private stackOf(window: Window): Stack | undefined {
		const stack = this.stacks.get(keyOf(window));
		return stack && stack.expires > this.now() ? stack : undefined;
	}
}

const keyOf = ({ userId, tableId, windowId }: Window) =>
	JSON.stringify([userId, tableId, windowId]);

function move(from: Step[] = [], to: Step[] = [], side: 'undo' | 'redo'): UndoAnswer {
	const step = from.at(-1);
	if (!step) return { status: 'empty' };
	try {
		step[side]();
	} catch (error) {
		if (step.once) from.pop();
		return { status: 'failed', errorMessage: (error as Error).message };
	}
	from.pop();
	to.push(step);
	return { status: 'fulfilled' };
}
