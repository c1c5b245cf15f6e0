import type { AxiosError, AxiosInstance } from 'axios';

interface TeableAnswer {
	message?: string;
}

/**
 * Makes requests fail with an error that says only what failed. axios's own error contains the whole request with the
 * credential, and Node prints all properties of an error.
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
