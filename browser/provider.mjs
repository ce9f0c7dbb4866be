// A real identity provider (npm oidc-provider) that says what a journey wants of its people, in the manner of Entra: `oid`
// and `tid`, app roles, and groups that are too many. Its pages for signing in take any password.
import { createServer } from 'node:http';
import { once } from 'node:events';
import Provider from 'oidc-provider';

export const tenant = '00000000-0000-4000-8000-000000000000';
export const secret = 'the secret of the journeys';

/** Starts it for the service at `base`; `people` are what it says of each, by the name with which they sign in. */
export async function provider(base, people) {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  const mounted = `/${tenant}/v2.0`;
  const issuer = `http://127.0.0.1:${port}${mounted}`;
  const oidc = new Provider(issuer, {
    clients: [{
      client_id: 'redress',
      client_secret: secret,
      redirect_uris: [`${base}/staff/sign-in/provider/back`],
      post_logout_redirect_uris: [`${base}/staff/sign-in`],
    }],
    claims: { openid: ['sub', 'oid', 'tid', 'roles', 'groups', '_claim_names'], profile: ['name'], email: ['email'] },
    // As Entra does: everything is in the ID token.
    conformIdTokenClaims: false,
    cookies: { keys: ['for the journeys alone'] },
    findAccount: (_, id) => people[id] && { accountId: id, claims: () => ({ sub: id, tid: tenant, ...people[id] }) },
  });
  const answer = oidc.callback();
  server.on('request', (request, response) => {
    if (!request.url.startsWith(mounted)) {
      response.writeHead(404).end();
      return;
    }
    request.originalUrl = request.url;
    request.url = request.url.slice(mounted.length) || '/';
    answer(request, response);
  });
  return {
    issuer,
    /** It answers nobody any more. */
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
    async startAgain() {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
  };
}
