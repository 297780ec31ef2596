package dev.sluice.engine.schema;

/** What sort of value a field holds, whatever its JSON type: decides how text is read. */
enum Kind {
    DATE,
    AMOUNT,
    NUMBER,
    QUANTITY,
    RATE,
    IDENTIFIER,
    VATID,
    IBAN,
    BIC,
    PHONE,
    EMAIL,
    URL,
    TEXT,
    TERMS,
    NAME,
    PERSON,
    SELLER,
    BUYER,
    PARTY,
    ADDRESS,
    CURRENCY,
    TITLE,
    BOOLEAN,
    ENUM;

    /** Whether values of this kind are numbers. */
    boolean numeric() {
        return this == AMOUNT || this == NUMBER || this == QUANTITY || this == RATE;
    }

    /** Whether values of this kind name a person or a company. */
    boolean named() {
        return this == NAME || this == PERSON || this == SELLER || this == BUYER || this == PARTY;
    }
}
