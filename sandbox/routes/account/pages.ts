import type { FastifyInstance } from 'fastify';
import { escaped, sendPage } from '../html';

/** The two web pages that a user sees during OAuth: signing in, and allowing an app. */
export function pageRoutes(server: FastifyInstance) {
	server.get(
		'/auth/login',
		async (_request, reply) =>
			await sendPage(reply, 'Sign in to the Teable sandbox', LOGIN_FORM, FORM_STYLE),
	);

	server.get<{ Querystring: { transaction_id?: string } }>(
		'/oauth/decision',
		{ config: { access: 'visitor' } },
		async (request, reply) => {
			const { state } = request;
			const transactionId = request.query.transaction_id ?? '';
			const grant = state.oauthQuestions.get(transactionId);
			if (!request.caller || !grant) {
				return await reply.redirect(`/auth/login?redirect=${encodeURIComponent(request.url)}`);
			}
			const app = state.oauthClients.get(grant.clientId)?.name ?? '';
			const form = decisionForm(grant.scopes, transactionId);
			return await sendPage(reply, `Allow ${app}?`, form, FORM_STYLE);
		},
	);
}

const FORM_STYLE = `input, button { font: inherit; padding: 0.4rem 0.8rem; margin: 0.2rem 0; }
	input { width: 100%; box-sizing: border-box; }`;

/** Redirects to where the visitor came from, but only to a path on this server. */
const LOGIN_FORM = `<form>
	<label>E-mail <input name="email" type="email" required></label>
	<label>Password <input name="password" type="password" required></label>
	<button>Sign in</button>
	<p role="alert"></p>
</form>
<script>
	const form = document.querySelector('form');
	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		const answer = await fetch('/api/auth/signin', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(Object.fromEntries(new FormData(form))),
		});
		if (!answer.ok) {
			document.querySelector('[role=alert]').textContent = (await answer.json()).message;
			return;
		}
		const target = new URL(new URLSearchParams(location.search).get('redirect') || '/auth/login', location.origin);
		if (target.origin === location.origin) location.assign(target);
	});
</script>`;

const decisionForm = (
	scopes: string[],
	transactionId: string,
) => `<p>It asks for: ${escaped(scopes.join(', '))}</p>
<form method="post" action="/api/oauth/decision">
	<input type="hidden" name="transaction_id" value="${escaped(transactionId)}">
	<button name="allow" value="1">Allow</button>
	<button name="cancel" value="1">Deny</button>
</form>`;
