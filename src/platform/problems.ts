/**
 * Expected refusals. Each has a status and a polite sentence that says what is wrong and what to do; none wakes anybody.
 * Everything else that is thrown is a fault of ours and becomes a 500 with a number to quote.
 */
export class Problem extends Error {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 502 | 503 | 507;
  /** Short machine word, e.g. `wrong_state`. */
  readonly code: string;
  /** Sentences at the fields, by field name. */
  readonly fields: Readonly<Record<string, string>>;
  /** The clause of the plan behind a refusal. */
  readonly clause?: string;

  constructor(
    status: Problem['status'],
    code: string,
    sentence: string,
    more: { fields?: Record<string, string>; clause?: string } = {},
  ) {
    super(sentence);
    this.status = status;
    this.code = code;
    this.fields = more.fields ?? {};
    this.clause = more.clause;
  }
}

export const notFound = (what = '您要找的内容') =>
  new Problem(404, 'not_found', `没有找到${what}。可能已经移走，或者不在您的查看范围内。您可以返回上一页，或从首页重新进入。`);

export const changedMeanwhile = (title: string) =>
  new Problem(409, 'changed_meanwhile', `您打开之后，这条${title}已被别人改过。您填写的内容还在下面，请对照最新内容核对后再提交。`);

export const invalid = (fields: Record<string, string>) =>
  new Problem(422, 'invalid', `有${Object.keys(fields).length}处需要您看一下。`, { fields });

/** The same request arrived before: nothing is done again, the answer is the same. */
export class Repeated extends Error {
  readonly record: string;
  readonly id: string;
  constructor(record: string, id: string) {
    super('repeated request');
    this.record = record;
    this.id = id;
  }
}
