/** A provider of OpenID Connect as a process of its own, for whoever signs in at one: `provider-process.ts PORT REDIRECT LEFT LOGOUT SECRET`. */
import { Provider } from 'oidc-provider';

const [port, redirect, left, logout, secret] = process.argv.slice(2) as [string, string, string, string, string];

const provider = new Provider(`http://localhost:${port}`, {
  clients: [{
    client_id: 'lianxinqiao', client_secret: secret, redirect_uris: [redirect], post_logout_redirect_uris: [left], response_types: ['code'], grant_types: ['authorization_code'],
    backchannel_logout_uri: logout, backchannel_logout_session_required: true,
  }],
  features: { devInteractions: { enabled: true }, backchannelLogout: { enabled: true }, rpInitiatedLogout: { enabled: true } },
  pkce: { required: () => true },
  fetch: (address, options) => fetch(address, { ...options, dispatcher: undefined } as RequestInit), // else it tells nothing to this machine
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
});
provider.on('server_error', (_context, error) => console.error('server_error', error));
provider.on('backchannel.error', (_context, error) => console.error('backchannel.error', error));
provider.listen(Number(port), () => console.log('ready'));
