/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console -- runs in Node, outside n8n, and prints */
import { Duration } from 'luxon';

const TERMINAL_TICK_MS = 1_000;
const LOG_TICK_MS = 15_000;
const CLEAR_LINE = '\r\x1b[K';

/**
 * Runs one step and shows its progress: in a terminal, one line with the elapsed time; in a log (CI), a line every
 * 15 seconds. At the end, it shows the time it took.
 *
 * @param title what the step does, e.g. "Download n8n"
 * @param work the step
 * @param detail what to add while it runs, e.g. "812 packages"
 */
export async function phase<T>(
	title: string,
	work: () => Promise<T>,
	detail: () => string = () => '',
): Promise<T> {
	const started = Date.now();
	const inTerminal = process.stdout.isTTY;
	const status = () =>
		[title, elapsed(Date.now() - started), detail()].filter((part) => part !== '').join(' · ');
	const show = () => {
		if (inTerminal) process.stdout.write(CLEAR_LINE + status());
		else console.log(status());
	};

	if (inTerminal) show();
	const ticker = setInterval(show, inTerminal ? TERMINAL_TICK_MS : LOG_TICK_MS);
	let mark = '✗';
	try {
		const result = await work();
		mark = '✓';
		return result;
	} finally {
		clearInterval(ticker);
		if (inTerminal) process.stdout.write(CLEAR_LINE);
		console.log(`${mark} ${title} · ${elapsed(Date.now() - started)}`);
	}
}

/** 83,000 ms as "1:23". */
export const elapsed = (milliseconds: number): string =>
	Duration.fromMillis(milliseconds).toFormat('m:ss');
