/** Headers of the hidden columns of a workbook that went out to be corrected: which record a row is, in which version it went, and with which export. */
export const returnLabels = { id: '系统编号', version: '系统版本', export: '导出批号' } as const;
