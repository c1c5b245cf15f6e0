import type { FastifyReply } from 'fastify';

/** Sends an HTML page. It follows the light or dark theme of the browser. */
export async function sendPage(reply: FastifyReply, title: string, body: string, style = '') {
	return await reply.type('text/html; charset=utf-8').send(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escaped(title)}</title>
<style>
	:root { color-scheme: light dark; }
	body { font: 16px/1.5 system-ui, sans-serif; max-width: 26rem; margin: 4rem auto; padding: 0 1rem; }
	${style}
</style>
<h1>${escaped(title)}</h1>
${body}
</html>`);
}

/** A text for the content of an element or the value of an attribute. */
export const escaped = (text: string) =>
	text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
