import { json } from '#platform/http/answers.tsx';
import { sent } from '#platform/http/body.ts';
import { FIELD } from '#platform/http/proof.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Handler } from '#platform/http/visit.ts';
import { secretText } from '#platform/identity/asked.ts';
import { partyOf } from '#platform/identity/browser.ts';
import { PASSKEY_FIELD } from '#platform/identity/passkeys/button.tsx';
import { proveAgain, proveByKey } from '#platform/identity/proving.ts';
import { Problem } from '#platform/problems.ts';

/** For programs: the proof by itself. Pages ask for it where it is wanted (http/proof.tsx). */
const prove: Handler = async (visit) => {
  const body = await sent(visit);
  if (visit.session?.stage !== 'open') throw new Problem(401, 'log_in_first', '登录已结束。请重新登录后再提交。');
  const signed = body.text(PASSKEY_FIELD);
  if (signed) await proveByKey(visit.house, partyOf(visit.context), visit.session, signed);
  else await proveAgain(visit.house, visit.session, secretText(body, FIELD));
  return json(visit, { proved: true });
};

export const mountProof = (site: Site): void => site.add({
  method: 'POST', path: '/me/proof', handle: prove,
  api: { summary: '再核对一次本人（密码、动态口令或通行密钥）', tag: '账号', body: { type: 'object', properties: { [FIELD]: { type: 'string', description: '密码或动态口令' }, [PASSKEY_FIELD]: { type: 'string', description: '通行密钥的答复（WebAuthn，JSON 文本）；挑战从 /me/proof/passkey 取' } } }, answer: { type: 'object', properties: { proved: { type: 'boolean' } } } },
});
