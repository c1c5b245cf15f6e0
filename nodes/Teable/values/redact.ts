const TOKEN = /teable_acc[A-Za-z0-9]{16}_[A-Za-z0-9+/]+=*/g;

/** The value of the cookie `auth_session`, plain or percent-encoded. */
const SESSION = /\bs(?::|%3A)[\w-]{8,}\.[\w%+/=-]+/gi;

/**
 * Removes secrets from a text for a message: a server may repeat parts of the request, and an expression may return one.
 *
 * @param known a secret of another form, e.g. a password or an incomplete token
 */
export function withoutSecrets(text: string, known = ''): string {
	const rest = known === '' ? text : text.replaceAll(known, '[secret]');
	return rest.replace(TOKEN, '[token]').replace(SESSION, '[session]');
}
