/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */
import { chromium, type Browser } from 'playwright-core';

import { installPackages } from '../../../demo/debian';
import { findProgram } from '../../../demo/programs';

/**
 * Starts the Chromium of this machine, or the one in the environment variable CHROMIUM. Installs Debian's if there is
 * none.
 *
 * @throws if there is none and it can't be installed; the message says what to do
 */
export async function launchChromium(signal: AbortSignal): Promise<Browser> {
	const named = process.env.CHROMIUM;
	if (!named && findChromium() === undefined) await installPackages(['chromium'], signal);
	return await chromium.launch({
		executablePath: named || findChromium(),
		// Chromium's sandbox doesn't work as root, e.g. in a container. It opens only n8n and the Teable sandbox.
		args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
	});
}

const findChromium = () => findProgram('chromium') ?? findProgram('chromium-browser');
