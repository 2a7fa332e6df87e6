/** The response of a webhook's context, and what was answered through it. */
export function webhookAnswer() {
	const answered: { status?: number; body?: unknown; headers?: Record<string, string> } = {};
	const response = {
		get statusCode() {
			return answered.status ?? 200;
		},
		status: (code: number) => {
			answered.status = code;
			return response;
		},
		setHeader: (name: string, value: string) => {
			answered.headers = { ...answered.headers, [name]: value };
		},
		json: (value: unknown) => {
			answered.body = value;
		},
	};
	return { answered, response };
}
