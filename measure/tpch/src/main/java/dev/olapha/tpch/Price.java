package dev.olapha.tpch;

import io.trino.tpch.LineItem;

import java.math.BigDecimal;

/** What a line item costs, exactly. */
record Price(LineItem item) {

    /** Before discount and tax. */
    BigDecimal extended() {
        return BigDecimal.valueOf(item.getExtendedPriceInCents(), 2);
    }

    BigDecimal discount() {
        return BigDecimal.valueOf(item.getDiscountPercent(), 2);
    }

    /** After discount. */
    BigDecimal discounted() {
        return extended().multiply(BigDecimal.ONE.subtract(discount()));
    }

    /** After discount and tax. */
    BigDecimal charged() {
        return discounted()
                .multiply(BigDecimal.ONE.add(BigDecimal.valueOf(item.getTaxPercent(), 2)));
    }
}
