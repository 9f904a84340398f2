/** Types of PostgreSQL whose values the two drivers would read differently: a bigint for int8 and the text of a date are said to both. */
export const INT8 = 20;
export const DATE = 1082;
