import { DatabaseError } from '#platform/database/driver.ts';
import { Problem } from '#platform/problems.ts';

/**
 * What the database refuses for reasons that a person can mend: something that may be there only once is there already, or
 * something pointed to is not there. Slices say it better beforehand where they can; this also holds when two act at once.
 * Any other refusal of the database is a fault of ours and stays what it is.
 */
export function mendable(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return error;
  switch (error.code) {
    case '23505': return new Problem(409, 'already_there', '已经有相同的一条（名称、编号或任职重复），没有重复保存。请核对后再提交。');
    case '23503': return new Problem(422, 'not_there', '选择的内容里有一项已经不存在，没有保存。请刷新页面，重新选择后再提交。');
    default: return error;
  }
}
