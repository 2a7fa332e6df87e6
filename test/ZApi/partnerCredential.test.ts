import { AtendeAquiZApiPartnerApi } from '../../credentials/AtendeAquiZApiPartnerApi.credentials';

const { authenticate } = new AtendeAquiZApiPartnerApi();
const request = { url: '/instances', headers: { Accept: 'application/json' } };

it.each([
	['as it is', 'abc123', ''],
	['with spaces around', ' abc123 ', 'https://api.z-api.io'],
	['with its scheme', 'Bearer abc123', 'https://api.z-api.io/'],
])('sends the token, given %s', async (_, partnerToken, baseUrl) => {
	await expect(authenticate({ partnerToken, baseUrl }, request)).resolves.toEqual({
		url: '/instances',
		baseURL: 'https://api.z-api.io',
		headers: { Accept: 'application/json', Authorization: 'Bearer abc123' },
	});
});

it('says that the token is missing', async () => {
	await expect(authenticate({ partnerToken: ' ' }, request)).rejects.toThrow(
		'The field "Partner Token" of the Z-API partner credential is empty',
	);
});
