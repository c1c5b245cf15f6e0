import type { AxiosError, AxiosInstance } from 'axios';

interface TeableAnswer {
	message?: string;
}

/**
 * Has requests fail with an error that says what failed, and no more: axios's own holds the whole request with
 * the credential in it, and Node prints all that an error holds.
 */
export function failWithoutRequest(http: AxiosInstance): AxiosInstance {
	http.interceptors.response.use(undefined, async (error: AxiosError<TeableAnswer>) => {
		const { config, response, code } = error;
		const [path] = (config?.url ?? '').split('?');
		const reason = response ? `${response.status} ${response.data?.message ?? ''}` : code;
		throw new Error(`${config?.method?.toUpperCase()} ${path} failed: ${reason}`.trim());
	});
	return http;
}
