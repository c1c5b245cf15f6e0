import { localized } from '../../errors';
import { newId, randomText } from '../../ids';
import type { Base, Collaborator, Space, State, User } from '../../state';
import { avatarOf, findUser, signUp } from '../account/accounts';

/** Where a user has a role: a space, or a base with its space. */
type Workplace = Space | Base;

const isBase = (workplace: Workplace): workplace is Base => 'spaceId' in workplace;

const kindOf = (workplace: Workplace) => (isBase(workplace) ? 'base' : 'space');

/** The collaborators that were added to a space or base itself. */
export const rolesIn = (state: State, { id }: { id: string }): Collaborator[] =>
	state.collaborators.get(id) ?? [];

export function giveRole(state: State, { id }: { id: string }, user: User, role: string) {
	const all = state.collaborators.get(id) ?? [];
	all.push({ userId: user.id, role, createdTime: state.timestamp() });
	state.collaborators.set(id, all);
}

interface Query {
	skip?: number;
	take?: number;
	search?: string;
	includeBase?: boolean;
}

/** Newest first. `total` counts those that match a search. */
export function listCollaborators(state: State, workplace: Workplace, query: Query) {
	const { skip = 0, take = 50, search = '', includeBase = false } = query;
	const places = isBase(workplace)
		? [workplace, state.spaces.get(workplace.spaceId)!]
		: [workplace, ...(includeBase ? basesOf(state, workplace) : [])];
	const all = places
		.flatMap((place) =>
			rolesIn(state, place)
				.toReversed()
				.map((one) => ({ one, place })),
		)
		.sort((a, b) => b.one.createdTime.localeCompare(a.one.createdTime))
		.map(({ one, place }) => describeCollaborator(state, one, place, workplace));
	const found = all.filter(({ userName, email }) =>
		[userName, email].some((text) => text.toLowerCase().includes(search.toLowerCase())),
	);
	return {
		collaborators: found.slice(skip, skip + take),
		total: found.length,
		...(!isBase(workplace) && { uniqTotal: new Set(found.map(({ userId }) => userId)).size }),
	};
}

const basesOf = (state: State, { id }: Space) =>
	[...state.bases.values()].filter(({ spaceId, deleted }) => spaceId === id && !deleted);

function describeCollaborator(
	state: State,
	{ userId, role, createdTime }: Collaborator,
	place: Workplace,
	listed: Workplace,
) {
	const { name, email, lastSignTime } = state.users.get(userId)!;
	return {
		...{ type: 'user', resourceType: kindOf(place) },
		...{ userId, userName: name, email, avatar: avatarOf(state, userId), role, createdTime },
		...(state.version === '2026-07' && { lastSignTime }),
		...(state.version === '1.10.0' && !isBase(listed) && { billable: false }),
		...(!isBase(listed) && isBase(place) && { base: { id: place.id, name: place.name } }),
	};
}

/**
 * Makes people collaborators at once, and creates accounts for those without one.
 *
 * @throws 400, and invites nobody, if one is already a collaborator: in a base also as a collaborator of its space
 */
export function inviteByEmail(
	state: State,
	workplace: Workplace,
	{ emails, role }: { emails: string[]; role: string },
) {
	const addresses = emails.map((email) => email.toLowerCase());
	const { collaborators: there } = listCollaborators(state, workplace, { take: Infinity });
	if (there.some(({ email }) => addresses.includes(email))) {
		const kind = kindOf(workplace);
		const texts = {
			'1.10.0': `has already existed in ${kind}`,
			'2026-07': `Collaborator has already existed in ${kind}`,
		};
		const key = kind === 'base' ? 'alreadyExistedInBase' : 'alreadyExisted';
		throw localized(state.version, 400, texts, `collaborator.${key}`);
	}
	return Object.fromEntries(
		addresses.map((email) => {
			const user = findUser(state, email) ?? accountFor(state, email);
			if (!isBase(workplace)) dropRolesInBases(state, workplace, user);
			giveRole(state, workplace, user, role);
			return [email, { invitationId: newId('inv') }];
		}),
	);
}

function accountFor(state: State, email: string): User {
	const user = signUp(state, email, randomText(20));
	user.lastSignTime = null;
	return user;
}

/** A user who is added to a space loses the roles in its bases. */
function dropRolesInBases(state: State, space: Space, user: User) {
	for (const { id } of basesOf(state, space)) {
		const others = rolesIn(state, { id }).filter(({ userId }) => userId !== user.id);
		state.collaborators.set(id, others);
	}
}

/** @throws 400 for someone who isn't a collaborator, and for the only owner of a space */
export function changeRole(state: State, workplace: Workplace, userId: string, role: string) {
	const one = collaboratorOrThrow(state, workplace, userId, {
		text: 'Cannot change the role of the only owner of the space',
		key: 'cannotChangeOnlyOwnerRole',
	});
	one.role = role;
}

/** @throws 400 like `changeRole` */
export function removeCollaborator(state: State, workplace: Workplace, userId: string) {
	const one = collaboratorOrThrow(state, workplace, userId, {
		text: 'Cannot delete the only owner of the space',
		key: 'cannotDeleteOnlyOwner',
	});
	state.collaborators.set(
		workplace.id,
		rolesIn(state, workplace).filter((other) => other !== one),
	);
}

function collaboratorOrThrow(
	state: State,
	workplace: Workplace,
	userId: string,
	onlyOwner: { text: string; key: string },
): Collaborator {
	const all = rolesIn(state, workplace);
	const one = all.find((other) => other.userId === userId);
	if (!one) {
		const text = 'User not found in collaborator';
		throw localized(state.version, 400, text, 'collaborator.userNotFoundInCollaborator');
	}
	if (one.role === 'owner' && all.filter(({ role }) => role === 'owner').length === 1) {
		const { text, key } = onlyOwner;
		throw localized(state.version, 400, text, `space.${key}`);
	}
	return one;
}
