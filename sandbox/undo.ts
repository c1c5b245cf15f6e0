/** How to undo and redo one write. Each function throws if it can't. */
export interface Step {
	undo(): void;
	redo(): void;
	/** Whether a failed step is removed, as on v2. Otherwise, it stays and fails again. */
	once?: boolean;
}

export type UndoAnswer =
	| { status: 'fulfilled' | 'empty' }
	| { status: 'failed'; errorMessage: string };

interface Stack {
	undo: Step[];
	redo: Step[];
	/** The server's answer below the last step, if it isn't that the stack is empty. */
	bottom?: string;
	expires: number;
}

/** The limits: the depth is measured on real servers, the time is from the source of 1.10. */
const DEPTH = 200;
const KEPT_MS = 24 * 3_600_000;

/** Each user, table and window has its own stack. */
export interface Window {
	userId: string;
	tableId: string;
	windowId: string;
}

/** The writes that can be undone. */
export class UndoStacks {
	private readonly stacks = new Map<string, Stack>();

	constructor(private readonly now: () => number) {}

	/** @param bottom the error for an undo after all steps are undone; none by default */
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
