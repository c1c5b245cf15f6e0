import { localized, TeableError } from '../../errors';
import { newId } from '../../ids';
import type { State, Table, View } from '../../state';
import { refused } from './views';

/** The initial settings of a shared view. */
export function defaultShareMeta({ version }: State, { type }: View): object {
	if (type !== 'form') return { includeRecords: true };
	return version === '1.10.0' ? { submit: { allow: true } } : {};
}

/** Creates the link of a view, a new one each time. @throws 400 if it is already shared */
export function enableShare(state: State, view: View) {
	if (view.enableShare) {
		const text = `View ${view.id} has already been enabled share`;
		throw refused(state, text, 'shareAlreadyEnabled');
	}
	view.enableShare = true;
	view.shareId = newId('shr');
	view.shareMeta ??= defaultShareMeta(state, view);
}

/** Disables the link and keeps its settings. @throws 400 if the view isn't shared */
export function disableShare(state: State, view: View) {
	if (!view.enableShare) {
		const text = `View ${view.id} has already been disable share`;
		throw refused(state, text, 'shareAlreadyDisabled');
	}
	delete view.enableShare;
}

/** Replaces the link. @throws 400 if the view isn't shared */
export function refreshShare(state: State, view: View) {
	if (!view.enableShare) {
		throw refused(state, `View ${view.id} has not been enabled share`, 'shareNotEnabled');
	}
	view.shareId = newId('shr');
}

/** @throws 400 for a disabled link, 401 if it needs a password */
export function sharedView(state: State, shareId: string): { table: Table; view: View } {
	for (const table of state.tables.values()) {
		const view = table.views.find((one) => one.enableShare && one.shareId === shareId);
		if (!view || table.deleted) continue;
		const { password } = view.shareMeta as { password?: string };
		if (password === undefined) return { table, view };
		throw new TeableError(401, 'unauthorized_share', 'Unauthorized');
	}
	const texts = { '1.10.0': 'share view not found', '2026-07': 'Share view not found' };
	throw localized(state.version, 400, texts, 'shareAuth.shareViewNotFound');
}

/** @throws 403 if copying isn't allowed */
export function checkCopying({ version }: State, view: View) {
	if ((view.shareMeta as { allowCopy?: boolean }).allowCopy) return;
	const text = 'not allowed to copy';
	throw localized(version, 403, text, 'share.notAllowedToCopy');
}
