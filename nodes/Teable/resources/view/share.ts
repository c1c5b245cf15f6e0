import { isEqual, omit } from 'lodash';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { attemptAsync } from '../../core/attempt';
import type { Parameters } from '../../core/parameters';
import { withFate } from '../../fate';
import type { TeableClient } from '../../teable/http/client';
import { readAfter } from '../../teable/http/readAfter';
import { sentence } from '../../teable/http/explanations';
import {
	disableShare,
	enableShare,
	refreshShare,
	setShareMeta,
} from '../../teable/schema/views/shareView';
import type { View } from '../../teable/schema/views/view';
import { readView, shareUrl } from '../../teable/schema/views/view';
import { changeOneByOne } from '../oneByOne';
import { defineOperation } from '../operation';
import { oneViewFields, readChosenView } from './shared/chosenView';

/** The minimum length in Teable. */
const SHORTEST_PASSWORD = 3;

const passwordOption: INodeProperties = {
	displayName: 'Password',
	name: 'password',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	description: `The password for opening the link, at least ${SHORTEST_PASSWORD} characters. Everyone who can read the view in Teable can see it.`,
};

const removeOption: INodeProperties = {
	displayName: 'Remove Password',
	name: 'removePassword',
	type: 'boolean',
	default: false,
	description:
		"Whether to remove the current password, so everyone with the link can open it. If you also set 'Password', the new password is used.",
};

const copyOption: INodeProperties = {
	displayName: 'Allow Copying',
	name: 'allowCopying',
	type: 'boolean',
	default: false,
	description: 'Whether people with the link can copy records from the view',
};

const newLinkOption: INodeProperties = {
	displayName: 'New Link',
	name: 'newLink',
	type: 'boolean',
	default: false,
	description:
		'Whether to create a new link if the view is already shared. The old link stops working.',
};

export const share = defineOperation({
	name: 'Share',
	value: 'share',
	action: 'Share view',
	description:
		"Share a view through a link that opens without a Teable account. If the view is already shared, returns its link. Settings that you don't add under Options stay unchanged.",
	properties: oneViewFields,
	options: [copyOption, newLinkOption, passwordOption, removeOption],
	async each(context) {
		const { client, param } = context;
		const wanted = chosenMeta(param);
		const makesLink = param.options.flag(newLinkOption.name, newLinkOption.displayName);
		const { tableId, view } = await readChosenView(context);
		if (view.enableShare) {
			const meta = wanted(view.shareMeta ?? {});
			await changeOneByOne([
				{ what: 'settings', make: async () => await setMeta(client, tableId, view, meta) },
				...(makesLink
					? [{ what: 'link', make: async () => await refreshShare(client, tableId, view) }]
					: []),
			]);
		} else {
			await enableShare(client, tableId, view.id);
			await orStop(client, tableId, view, async () => {
				const shared = (await readView(client, tableId, view.id)) ?? view;
				await setMeta(client, tableId, shared, wanted(shared.shareMeta ?? {}));
			});
		}
		return await describeShared(client, param, tableId, view.id);
	},
});

/** The new settings of the link, based on the previous ones. */
function chosenMeta({ options, bad }: Parameters): (before: IDataObject) => IDataObject {
	const password = chosenPassword(options, bad);
	const removes = options.flag(removeOption.name, removeOption.displayName);
	const copying = options.isSet(copyOption.name)
		? { allowCopy: options.flag(copyOption.name, copyOption.displayName) }
		: {};
	return (before) => ({
		...(removes ? omit(before, 'password') : before),
		...copying,
		...(password !== undefined && { password }),
	});
}

/** @throws NodeOperationError if it is empty, as the view would be open to everyone */
function chosenPassword(
	options: Parameters['options'],
	bad: Parameters['bad'],
): string | undefined {
	const { name, displayName: label } = passwordOption;
	if (!options.isSet(name)) return undefined;
	const password = options.requiredText(name, label);
	if (password.length >= SHORTEST_PASSWORD && !isCut(options.value(name), password))
		return password;
	throw bad({
		label,
		problem: `is shorter than ${SHORTEST_PASSWORD} characters, or starts or ends with a space`,
		remedy: 'Enter another password.',
	});
}

const isCut = (given: unknown, password: string) => typeof given === 'string' && given !== password;

/** @throws the failure without the password, which a server or proxy may repeat in its message */
async function setMeta(client: TeableClient, tableId: string, view: View, meta: IDataObject) {
	if (isEqual(meta, view.shareMeta ?? {})) return;
	const change = await attemptAsync(async () => await setShareMeta(client, tableId, view.id, meta));
	if (!(change instanceof Error)) return;
	const hide = (text: string) =>
		typeof meta.password === 'string' ? text.replaceAll(meta.password, '[password]') : text;
	change.message = hide(change.message);
	if (change instanceof NodeApiError) {
		if (change.description) change.description = hide(change.description);
		change.messages = change.messages.map(hide);
	}
	throw change;
}

/** Stops sharing a view if its settings could not be applied. */
async function orStop(
	client: TeableClient,
	tableId: string,
	{ id }: View,
	rest: () => Promise<void>,
): Promise<void> {
	const failure = await attemptAsync(rest);
	if (!(failure instanceof Error)) return;
	const stop = await attemptAsync(async () => await disableShare(client, tableId, id));
	const became =
		stop instanceof Error
			? `The view is shared without these settings, because sharing could not be stopped: ${sentence(stop.message)}`
			: 'The view was therefore not shared.';
	failure.message = `${sentence(failure.message)} ${became}`;
	throw withFate(failure, stop instanceof Error ? 'unknown' : 'notWritten');
}

async function describeShared(
	client: TeableClient,
	param: Parameters,
	tableId: string,
	viewId: string,
): Promise<IDataObject> {
	const view = await readAfter('The view was shared', readView(client, tableId, viewId));
	if (!view?.enableShare || view.shareId === undefined) {
		throw withFate(
			param.failure(
				'The view was shared, but sharing has been stopped since',
				'Run the node again.',
			),
			'written',
		);
	}
	const { id, name, shareId, shareMeta = {} } = view;
	return {
		...{ id, name, shared: true, shareId, shareUrl: shareUrl(client, shareId) },
		allowCopying: shareMeta.allowCopy === true,
		hasPassword: shareMeta.password !== undefined,
	};
}
