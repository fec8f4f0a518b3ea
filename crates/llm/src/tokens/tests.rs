use super::estimate;

fn check(text: &str, expect: usize) {
    assert_eq!(estimate(text), expect, "{text:?}");
}

#[test]
fn every_kind_of_text_is_counted() {
    check("", 0);
    check("a", 1);
    check("the sea", 2);
    check("The sea is deep.", 1 + 1 + 1 + 2 + 1);
    check("2024-11-25", 10);
    check("HTTP", 2);
    check("getElementById", 1 + 3 + 1 + 1);
    check("HTTPServer", 3 + 2);
    check("{\"a\": [1, 2]}", 11);
    check("    return x;\n", 2 + 2 + 1 + 1 + 1);
    check("漢字", 3);
    check("привет", 6);
    check("😀", 2);
}

/// Bytes divided by three called these shorter than any tokenizer does.
#[test]
fn dense_text_is_not_called_short() {
    let digits = "3.141592653589793".repeat(20);
    assert!(estimate(&digits) >= digits.len(), "Llama and SmolLM have a token for each digit");
    let code = "if (a[i]!=b[j]){c+=1;}";
    assert!(estimate(code) >= 19, "{}", estimate(code));
    let chinese = "人工智能正在改变世界";
    assert!(estimate(chinese) > chinese.chars().count());
}

/// Too high an estimate wastes the window: for prose it stays below two tokens a word, where the truth is about 1.3.
#[test]
fn prose_is_not_called_much_too_long() {
    let prose = "Every employee has thirty days of paid leave a year. Unused days may be carried over until the end of March, \
                 and the team lead decides about exceptions.";
    let words = prose.split_whitespace().count();
    assert!(estimate(prose) <= 2 * words, "{} for {words} words", estimate(prose));
}
