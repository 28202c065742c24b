/** Who nominates a key proposal (domain rules 2.7, S94). */
export const nominatorKinds = { unit: '部门', special_committee: '专门委员会', proposal_committee: '提案委员会', office: '县政协办公室' } as const;

export const actKinds = { meeting: '督办会', visit: '现场视察', research: '专题调研', consultation: '协商座谈', hearing: '听取汇报' } as const;

/** What came of it at the end of the year. */
export const keyOutcomes = { implemented: '已落实', partly: '部分落实', carried: '没有落实，结转继续督办' } as const;
