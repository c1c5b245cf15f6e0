import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { maxBy } from 'lodash';

/** What a trigger node stores between polls. */
export interface Kept {
	/** The event and what it watches. The state is valid only for them. */
	watched: string;
	state: unknown;
}

/** The same in the form that n8n stores. */
interface Stored extends Kept {
	/** The version of this form. */
	version: number;
	/** Absent in what version 0.1.0 of this package stored. */
	nodeId?: string;
	/** How many polls have stored something. The largest number is the newest. */
	polls?: number;
}

/** A copy that can still be found after its node was renamed. */
interface Copy extends Stored {
	nodeId: string;
	nodeName: string;
}

const VERSION = 1;

/** The name of the copies in the workflow's own static data. */
const COPIES = 'teableTriggers';

/** Copies of deleted nodes are never read again, so only the newest are kept. */
const MOST_COPIES = 20;

/**
 * What the node's last poll stored; undefined for a node that has never been polled.
 *
 * n8n stores a node's static data under the node's name, so a renamed node finds nothing there. Then the copy with the
 * node's ID in the workflow's static data is used.
 */
export function readKept(poll: IPollFunctions): Kept | undefined {
	const { id, name } = poll.getNode();
	const own = poll.getWorkflowStaticData('node') as IDataObject & Stored;
	const isOurs = own.version === VERSION && (own.nodeId === undefined || own.nodeId === id);
	const copies = copiesOf(poll);
	const ofThisNode = copies.filter(
		(copy) => copy.nodeId === id && (copy.nodeName === name || wasRenamed(poll, copy, copies)),
	);
	return maxBy([...(isOurs ? [own] : []), ...ofThisNode], ({ polls = 0 }) => polls);
}

/** Stores what the next poll needs. n8n saves it together with the events that the poll returns. */
export function writeKept(poll: IPollFunctions, { watched, state }: Kept): void {
	const { id, name } = poll.getNode();
	const copies = copiesOf(poll);
	const polls =
		1 + Math.max(0, ...copies.map((copy) => (copy.nodeId === id ? (copy.polls ?? 0) : 0)));
	const stored: Stored = { version: VERSION, nodeId: id, polls, watched, state };
	Object.assign(poll.getWorkflowStaticData('node'), stored);
	const others = copies.filter(
		(copy) => copy.nodeId !== id || (copy.nodeName !== name && !wasRenamed(poll, copy, copies)),
	);
	const all = [...others, { ...stored, nodeName: name }].slice(-MOST_COPIES);
	Object.assign(poll.getWorkflowStaticData('global'), { [COPIES]: all });
}

const copiesOf = (poll: IPollFunctions): Copy[] =>
	((poll.getWorkflowStaticData('global')[COPIES] ?? []) as unknown as Copy[]).filter(
		({ version }) => version === VERSION,
	);

/**
 * Whether a copy with this node's ID and another name is from before this node was renamed. Otherwise it belongs to a
 * second node with the same ID, which an imported workflow can have and which still has that name.
 */
function wasRenamed(poll: IPollFunctions, { nodeId, nodeName }: Copy, copies: Copy[]): boolean {
	if (!isInWorkflow(poll, nodeName)) return true;
	// The name is in use, but by a node with another ID if nodes have swapped names.
	const { name } = poll.getNode();
	return copies.some(
		(other) =>
			other.nodeId !== nodeId &&
			(other.nodeName === nodeName ||
				other.nodeName === name ||
				!isInWorkflow(poll, other.nodeName)),
	);
}

/** Whether the workflow has a connected trigger of this type and name. */
const isInWorkflow = (poll: IPollFunctions, name: string): boolean =>
	poll
		.getChildNodes(name)
		.some((child) =>
			poll
				.getParentNodes(child.name, { depth: 1 })
				.some((parent) => parent.name === name && parent.type === poll.getNode().type),
		);
