import { kindWordIn } from '#duties/own-kinds.ts';

/** The words of a deed's record (domain rules 6). */

/** Kinds of service. Sources: the speech (政策宣讲、医疗义诊、支教帮教、政策咨询、法律援助、技术指导) and domain rules 6. A county's own kinds stand under their own word. */
export const deedKinds = {
  policy: '政策宣讲', clinic: '医疗义诊', teaching: '支教帮教', legal: '法律援助', technical: '技术指导',
  jobs: '就业帮扶', sales: '助销帮销', donation: '捐资助困', mediation: '矛盾调解', other: '其他',
} as const;

/** What a kind is called: its word, or the county's own word under which it is kept. */
export const kindWord = (kind: string): string => kindWordIn(deedKinds, kind);

export const promiseTerms = { long: '长期承诺', yearly: '年度承诺', immediate: '即办承诺' } as const;

export const photoConsents = { agreed: '照片里的人同意留存', nobody: '照片里认不出人，或没有拍到人', refused: '不同意拍照或留存' } as const;

/** What those who were helped say, from the best to the worst. */
export const saidWords = { done: '办了', partly: '办了，还有没办到的', not_done: '没有办' } as const;
export type SaidOfDeed = keyof typeof saidWords;

/** How a confirmation stands on pages and sheets. */
export const confirmationWords = { done: '受益人确认', partly: '受益人确认，还有没办到的', not_done: '受益人说没有办' } as const;

export const checkResults = { passed: '抽查属实', failed: '抽查不属实' } as const;
