import { chosenTableId } from '../fields/locators/chosenIds';
import { outputOptions } from '../resources/record/shared/output';
import { FILTER_PARAMETERS, matchFields } from './matches/matchFields';
import type { MatchState } from './matches/matches';
import { findMatching, noMatches, stateOf } from './matches/matches';
import { defineEvent } from './polling/event';
import { WatchedRecords, sampleRecord } from './records/records';

export const recordMatchesFilter = defineEvent<MatchState>({
	name: 'Record Matches Filter',
	value: 'recordMatchesFilter',
	description: 'A record starts to match a filter, e.g. when its status changes to Done',
	properties: matchFields,
	options: outputOptions,
	// The filter as entered, because an expression in it may have a different value in each poll.
	subject: ({ param }) =>
		JSON.stringify([chosenTableId(param), ...FILTER_PARAMETERS.map((name) => param.written(name))]),
	start: ({ param }) => param.choice<'beginning' | 'now'>('startFrom', ['beginning', 'now']),
	async begin(context, start) {
		const none = await noMatches(context);
		if (start !== 'now') return none;
		const matching = await findMatching(context, none);
		return matching ? stateOf(none, matching.fresh, matching.tableTime) : none;
	},
	async poll(context, before) {
		const matching = await findMatching(context, before);
		if (!matching) return { items: [], state: before };
		const { records, fresh, still, tableTime } = matching;
		// A record that no longer matches when its values are read does not count.
		const begun = await records.fetch(fresh);
		const ids = [...still, ...begun.map(({ id }) => id)];
		return {
			items: begun.map((record) => records.item(record)),
			state: stateOf(before, ids, tableTime),
		};
	},
	async sample(context) {
		const watched = await WatchedRecords.chosen(context);
		return watched.item(await sampleRecord(context, watched));
	},
});
