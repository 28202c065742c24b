import type { z } from 'zod';
import { FieldOf } from '#platform/http/derived.tsx';
import type { Surroundings } from '#platform/http/resource.tsx';
import { SlotField } from '#platform/ui/fields.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import type { OpinionItem } from '#duties/opinions/items/record.ts';
import { itemWords } from '#duties/opinions/outcomes/choosing.ts';

/** Of which item something is noted: it stands there when the way began on its page, and is chosen otherwise. */
export function ItemField({ form, around, of }: { form: FormState; around: Surroundings & { item?: OpinionItem }; of: z.ZodObject }) {
  const { item } = around;
  if (!item || form.values['item_id'] !== item.id) return <FieldOf of={of} name="item_id" form={form} choices={around.choices} />;
  return (
    <SlotField form={form} name="item_id" label="社情民意信息" required>
      <input type="hidden" name="item_id" value={item.id} />
      <p>{itemWords(item)}</p>
    </SlotField>
  );
}
