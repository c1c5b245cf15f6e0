import { localized } from '../../errors';
import { newId } from '../../ids';
import type { AccessToken, Base, Space, State, User } from '../../state';
import { avatarOf } from '../account/accounts';
import { giveRole } from './collaborators';
import { freeName } from '../names';

/** Creates a space. A name in use gets a number. */
export function createSpace(state: State, user: User, name = 'Space'): Space {
	const siblings = listSpaces(state, user);
	const space: Space = {
		id: newId('spc'),
		name: freeName(name, siblings),
		createdBy: user.id,
		createdTime: state.timestamp(),
		deleted: false,
	};
	state.spaces.set(space.id, space);
	giveRole(state, space, user, 'owner');
	return space;
}

export function createBase(
	state: State,
	user: User,
	{ spaceId, name, icon }: { spaceId: string; name?: string; icon?: string },
): Base {
	const siblings = [...state.bases.values()].filter((base) => base.spaceId === spaceId);
	const base: Base = {
		id: newId('bse'),
		spaceId,
		name: name || 'Untitled Base',
		icon: icon ?? null,
		order: Math.max(0, ...siblings.map(({ order }) => order)) + 1,
		createdBy: user.id,
		createdTime: state.timestamp(),
		lastModifiedTime: state.timestamp(),
		engine: state.engine,
		deleted: false,
	};
	state.bases.set(base.id, base);
	return base;
}

/** The spaces that a caller can access: with a limited token, only its spaces; none if it is limited to bases. */
export const listSpaces = (state: State, user: User, token?: AccessToken) =>
	[...state.spaces.values()].filter(
		(space) =>
			space.createdBy === user.id &&
			!space.deleted &&
			(!token || token.hasFullAccess || token.spaceIds?.includes(space.id)),
	);

/**
 * The bases of a user, in one space or all, space by space. A token's limits don't matter here. Real servers sort the
 * spaces by their random IDs, here they come in the order of creation.
 */
export function listBases(state: State, user: User, spaceId?: string) {
	const bases = [...state.bases.values()].filter(
		(base) =>
			base.createdBy === user.id &&
			!base.deleted &&
			state.spaces.get(base.spaceId)?.deleted === false &&
			(!spaceId || base.spaceId === spaceId),
	);
	if (state.version === '2026-07') bases.reverse();
	const spaceIds = [...state.spaces.keys()];
	const place = ({ spaceId: id }: Base) => spaceIds.indexOf(id);
	return bases.sort((a, b) => place(a) - place(b) || a.order - b.order);
}

/** @throws 403 for a space that does not exist, or is in the trash */
export function spaceOrThrow(state: State, spaceId: string): Space {
	const space = state.spaces.get(spaceId);
	if (!space || space.deleted) {
		const text = `space ${spaceId} is ${space ? 'deleted' : 'not found'}`;
		throw localized(state.version, 403, text, space ? 'space.deleted' : 'space.notFound');
	}
	return space;
}

/** @throws 404 for a base that doesn't exist, or no longer */
export function baseOrThrow(state: State, baseId: string): Base {
	const base = state.bases.get(baseId);
	if (!base || base.deleted) {
		const texts = { '1.10.0': `Invalid baseId: ${baseId}`, '2026-07': 'Base not found' };
		throw localized(state.version, 404, texts, 'base.notFound');
	}
	return base;
}

export const describeSpace = (state: State, { id, name }: Space) => ({
	id,
	name,
	...(state.version === '2026-07' && { avatar: null }),
	role: 'owner',
});

const v2StatusOf = ({ engine }: Base) => ({
	useV2: engine === 'v2',
	reason: engine === 'v2' ? 'new_base' : 'disabled',
});

/** A base as GET `/base/{id}` returns it. */
export function describeBase(state: State, base: Base) {
	const { id, name, icon, spaceId, createdBy } = base;
	const since2026 = state.version === '2026-07';
	return {
		...{ id, name, icon, spaceId },
		...(since2026 && { createdBy }),
		role: 'owner',
		collaboratorType: 'space',
		...(since2026 && { v2Status: v2StatusOf(base) }),
	};
}

/** A base as lists return it. */
export function describeBaseItem(state: State, base: Base) {
	const { id, name, order, spaceId, icon, createdBy, createdTime, lastModifiedTime } = base;
	if (state.version === '1.10.0') return { id, name, order, spaceId, icon, role: 'owner' };
	return {
		...{ id, name, order, spaceId, icon, createdBy, createdTime, lastModifiedTime },
		v2Status: v2StatusOf(base),
		role: 'owner',
		isShared: false,
		createdUser: {
			id: createdBy,
			name: state.users.get(createdBy)?.name,
			avatar: avatarOf(state, createdBy),
		},
	};
}
