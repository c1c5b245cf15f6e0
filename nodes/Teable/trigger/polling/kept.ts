import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { maxBy } from 'lodash';

/** What a trigger node keeps between polls. */
export interface Kept {
	/** The event and what it watches: the state is of no use for another one. */
	watched: string;
	state: unknown;
}

/** The same as n8n stores it. */
interface Stored extends Kept {
	/** The form of what is stored. */
	version: number;
	/** Absent in what version 0.1.0 of this package stored. */
	nodeId?: string;
	/** How many polls have stored something: the larger, the newer. */
	polls?: number;
}

/** A copy that can be found again after its node was renamed. */
interface Copy extends Stored {
	nodeId: string;
	nodeName: string;
}

const VERSION = 1;

/** The name of the copies in the workflow's own static data. */
const COPIES = 'teableTriggers';

/** Those of deleted nodes are never asked for again, so only the newest are kept. */
const MOST_COPIES = 20;

/**
 * What was kept by the node's last poll; undefined for one that has never been polled.
 *
 * n8n keeps a node's static data under the node's name, so a renamed node finds nothing under its own. It
 * then finds the copy in the static data of the workflow, which has the node's ID.
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

/** Keeps what the next poll needs. n8n saves it together with the events that the poll returns. */
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
 * Whether a copy with this node's ID and another name was made before this node was renamed. Else it belongs
 * to a second node with the same ID, which a workflow from a file can have: that one still has the name.
 */
function wasRenamed(poll: IPollFunctions, { nodeId, nodeName }: Copy, copies: Copy[]): boolean {
	if (!isInWorkflow(poll, nodeName)) return true;
	// The name is in use, but by a node with another ID if the names of several nodes were exchanged.
	const { name } = poll.getNode();
	return copies.some(
		(other) =>
			other.nodeId !== nodeId &&
			(other.nodeName === nodeName ||
				other.nodeName === name ||
				!isInWorkflow(poll, other.nodeName)),
	);
}

/** Whether the workflow has a trigger of this kind and name that starts something. */
const isInWorkflow = (poll: IPollFunctions, name: string): boolean =>
	poll
		.getChildNodes(name)
		.some((child) =>
			poll
				.getParentNodes(child.name, { depth: 1 })
				.some((parent) => parent.name === name && parent.type === poll.getNode().type),
		);
