import { z } from 'zod';
import { choice, lines } from '#platform/fields.ts';
import { contactWays, toPoint } from '#duties/proposals/ratings/words.ts';
import { ratings } from '#duties/proposals/words.ts';

/** What is asked of everybody who signed, whichever way they answer: two scores, and two questions on how it was handled. */
export const ratingFields = z.object({
  rating_work: choice('对办理工作', ratings),
  rating_result: choice('对办理结果', ratings),
  rating_opinion: lines('意见', 2_000, { hint: '不满意时请写明原因' }).optional(),
  contacted: choice('承办单位和您联系过吗', contactWays).optional(),
  to_point: choice('答复有没有针对性', toPoint).optional(),
});

export type Said = z.infer<typeof ratingFields>;
