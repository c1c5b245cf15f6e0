import { TeableError, localized } from '../../errors';
import { newId, randomText } from '../../ids';
import type { State, User } from '../../state';

const SESSION_DAYS = 7;
const MAX_WRONG_PASSWORDS = 5;
const LOCK_OUT_MINUTES = 30;

/** Adds an account. The first one is the administrator. @throws 409 if the email is in use */
export function signUp(state: State, email: string, password: string): User {
	if (findUser(state, email)) {
		const text = `User ${email} is already registered`;
		throw localized(state.version, 409, text, 'auth.alreadyRegistered');
	}
	const user: User = {
		id: newId('usr'),
		name: email.split('@')[0],
		email,
		password,
		isAdmin: state.users.size === 0,
		lastSignTime: state.timestamp(),
	};
	state.users.set(user.id, user);
	return user;
}

/**
 * Checks a password.
 * @throws 400 `invalid_credentials`; after five of those 429, for half an hour, for any password
 */
export function checkPassword(state: State, email: string, password: string): User {
	const wrong = state.wrongPasswords.get(email) ?? { count: 0, lockedUntil: 0 };
	if (wrong.lockedUntil > state.now()) throw lockedOut();
	const user = findUser(state, email);
	if (user?.password === password) {
		state.wrongPasswords.delete(email);
		user.lastSignTime = state.timestamp();
		return user;
	}
	if (wrong.count >= MAX_WRONG_PASSWORDS) {
		const lockedUntil = state.now() + LOCK_OUT_MINUTES * 60_000;
		state.wrongPasswords.set(email, { count: 0, lockedUntil });
		throw lockedOut();
	}
	state.wrongPasswords.set(email, { count: wrong.count + 1, lockedUntil: 0 });
	const text = 'Email or password is incorrect';
	throw localized(
		state.version,
		400,
		text,
		'auth.emailOrPasswordIncorrect',
		undefined,
		'invalid_credentials',
	);
}

const lockedOut = () =>
	new TeableError(
		429,
		'too_many_requests',
		`Your account has been locked out, please try again after ${LOCK_OUT_MINUTES} minutes`,
		{ minutes: LOCK_OUT_MINUTES },
	);

export const findUser = (state: State, email: string) =>
	[...state.users.values()].find((user) => user.email === email);

/** Opens a session and returns the value of its cookie. */
export function openSession(state: State, user: User): string {
	const cookie = `s:${randomText(32)}.${randomText(43)}`;
	state.sessions.set(cookie, {
		userId: user.id,
		expires: state.now() + SESSION_DAYS * 86_400_000,
	});
	return cookie;
}

export const avatarOf = (state: State, userId: string) =>
	`${state.url}/api/attachments/read/public/avatar/${userId}`;

/** The answer to sign-up, sign-in and `/auth/user/me`. */
export function describeMe(state: State, user: User) {
	return {
		id: user.id,
		name: user.name,
		phone: null,
		email: user.email,
		isAdmin: user.isAdmin,
		...(state.version === '2026-07' && { lang: 'en' }),
		notifyMeta: { email: true },
		avatar: avatarOf(state, user.id),
		hasPassword: true,
	};
}

/** A user as in the answers of history and trash. */
export function describeAuthor(state: State, id: string) {
	const user = state.users.get(id);
	return { id, name: user?.name, email: user?.email, avatar: avatarOf(state, id) };
}
