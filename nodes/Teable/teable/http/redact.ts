const TOKEN = /teable_acc[A-Za-z0-9]{16}_[A-Za-z0-9+/]+=*/g;

/** The value of the cookie `auth_session`, as it is or encoded. */
const SESSION = /\bs(?::|%3A)[\w-]{8,}\.[\w%+/=-]+/gi;

/**
 * Takes secrets out of a text that a server wrote: it may repeat what it was sent.
 *
 * @param known a secret of another form, e.g. a password or a token that is not whole
 */
export function withoutSecrets(text: string, known = ''): string {
	const rest = known === '' ? text : text.replaceAll(known, '[secret]');
	return rest.replace(TOKEN, '[token]').replace(SESSION, '[session]');
}
