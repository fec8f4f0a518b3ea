//! Finds the built page, or writes one that says how to build it.

use std::{env, fs, path::PathBuf};

const PLACEHOLDER: &str = "<!doctype html>
<html lang=\"en\">
<meta charset=\"utf-8\">
<title>Chatbox</title>
<h1>The page is not part of this build</h1>
<p>The API works. To get the page, run <code>make page</code> and build Chatbox again.</p>
</html>
";

#[allow(clippy::disallowed_methods, reason = "cargo hands paths to build scripts in the environment")]
fn main() -> std::io::Result<()> {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let dist = here.join("../../web/dist");
    println!("cargo::rerun-if-changed={}", dist.display());
    println!("cargo::rerun-if-changed=build.rs");

    let built = dist.join("index.html").is_file();
    let folder = if built { dist.canonicalize()? } else { out.join("page") };
    if !built {
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("index.html"), PLACEHOLDER)?;
    }
    println!("cargo::rustc-env=CHATBOX_PAGE={}", folder.display());
    println!("cargo::rustc-env=CHATBOX_PAGE_BUILT={built}");
    Ok(())
}
