import { json } from '#platform/http/answers.tsx';
import { sent } from '#platform/http/body.ts';
import { FIELD } from '#platform/http/proof.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Handler } from '#platform/http/visit.ts';
import { secretText } from '#platform/identity/asked.ts';
import { proveAgain } from '#platform/identity/proving.ts';
import { Problem } from '#platform/problems.ts';

/** For programs: the proof by itself. Pages ask for it where it is wanted (http/proof.tsx). */
const prove: Handler = async (visit) => {
  const body = await sent(visit);
  if (visit.session?.stage !== 'open') throw new Problem(401, 'log_in_first', '登录已结束。请重新登录后再提交。');
  await proveAgain(visit.house, visit.session, secretText(body, FIELD));
  return json(visit, { proved: true });
};

export const mountProof = (site: Site): void => site.add({
  method: 'POST', path: '/me/proof', handle: prove,
  api: { summary: '再核对一次本人（密码或动态口令）', tag: '账号', body: { type: 'object', required: [FIELD], properties: { [FIELD]: { type: 'string' } } }, answer: { type: 'object', properties: { proved: { type: 'boolean' } } } },
});
