use crate::{
    program::{Program, data_folder, finished, text},
    provider::Provider,
};
use serde_json::{Value, json};

const HANDBOOK: &str = "# Lighthouse handbook\n\nThe lighthouse at Cape Wolstan was built in 1874 by the engineer Ada Fenwick. \
Its lamp can be seen from 31 kilometres away.\n\nVisitors may climb the tower on Sundays between ten and four. \
The climb has 212 steps.\n";
const KITCHEN: &str =
    "Bread needs flour, water, salt and time. Let the dough rest overnight in a cool place before baking it.\n";

async fn library() -> Program {
    let program = Program::start().await;
    let collection = program.collection("Test").await;
    program.upload(&collection, &[("lighthouse.md", HANDBOOK.as_bytes()), ("bread.txt", KITCHEN.as_bytes())]).await;
    let documents = program.settled().await;
    assert!(documents.iter().all(|document| document["state"] == "ready"), "{documents:#?}");
    program
}

/// The slice of a document's text that a citation names.
async fn cited_slice(program: &Program, citation: &Value) -> String {
    let stored = program.get(&format!("/documents/{}/text", text(&citation["document"]))).await;
    let (start, end) = (citation["start"].as_u64().unwrap() as usize, citation["end"].as_u64().unwrap() as usize);
    text(&stored["text"]).chars().skip(start).take(end - start).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_gets_a_checked_quote_from_the_right_document() {
    let program = library().await;
    let conversation = program.conversation().await;
    let events = program.ask(&conversation, json!({"text": "Who built the lighthouse at Cape Wolstan?"})).await;
    let sequence: Vec<u64> = events.iter().map(|event| event["seq"].as_u64().unwrap()).collect();
    assert_eq!(sequence, (1..=events.len() as u64).collect::<Vec<_>>());
    let message = finished(&events);
    assert_eq!(message["state"], "complete", "{message:#}");
    assert_eq!(message["answer"]["mode"], "extractive");
    assert_eq!(message["answer"]["abstained"], false, "{message:#}");
    assert!(text(&message["content"]).contains("Ada Fenwick"), "{message:#}");
    let citations = message["citations"].as_array().unwrap();
    assert!(!citations.is_empty());
    for citation in citations {
        assert_eq!(text(&citation["quote"]), cited_slice(&program, citation).await);
        assert_ne!(citation["check"]["verdict"], "unsupported");
        assert!(text(&message["content"]).contains(&format!("[^{}]", citation["number"])));
    }
    let stored = program.get(&format!("/conversations/{conversation}/messages")).await;
    assert_eq!(stored[1], message, "what was streamed is what is stored");
    let deltas: String = events
        .iter()
        .filter(|event| event["event"]["type"] == "delta")
        .map(|event| text(&event["event"]["text"]))
        .collect();
    assert_eq!(deltas, text(&message["content"]), "the deltas make the content");
    let title = program.get(&format!("/conversations/{conversation}")).await;
    assert_ne!(title["title"], "");
    program.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_documents_do_not_say_is_not_answered() {
    let program = library().await;
    let message = program.answer("What is the boiling point of tungsten?").await;
    assert_eq!(message["answer"]["abstained"], true, "{message:#}");
    assert_eq!(message["citations"], json!([]));
    assert!(!message["sources"].as_array().unwrap().is_empty(), "the nearest passages are shown");
}

#[tokio::test(flavor = "multi_thread")]
async fn regenerating_and_editing_make_siblings() {
    let program = library().await;
    let conversation = program.conversation().await;
    let first = finished(&program.ask(&conversation, json!({"text": "How many steps has the climb?"})).await);
    assert!(text(&first["content"]).contains("212"), "{first:#}");
    let again = finished(&program.ask(&conversation, json!({"regenerate": first["parent"]})).await);
    assert_eq!(again["parent"], first["parent"]);
    assert_ne!(again["id"], first["id"]);
    let edited =
        finished(&program.ask(&conversation, json!({"text": "When may visitors climb?", "parent": null})).await);
    let messages = program.get(&format!("/conversations/{conversation}/messages")).await;
    let roots = messages.as_array().unwrap().iter().filter(|message| message["parent"].is_null()).count();
    assert_eq!((messages.as_array().unwrap().len(), roots), (5, 2));
    assert_eq!(program.get(&format!("/conversations/{conversation}")).await["head"], edited["id"]);
    let follow_up = json!({"text": "And how far can its lamp be seen?", "parent": first["id"]});
    let follow_up = finished(&program.ask(&conversation, follow_up).await);
    assert!(text(&follow_up["content"]).contains("31"), "{follow_up:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collection_limits_the_answer() {
    let program = library().await;
    let other = program.collection("Other").await;
    let conversation = text(&program.post("/conversations", json!({"collections": [other]})).await["id"]);
    let message = finished(&program.ask(&conversation, json!({"text": "Who built the lighthouse?"})).await);
    assert_eq!(message["citations"], json!([]), "{message:#}");
    assert_eq!(message["answer"]["abstained"], true, "{message:#}");
    assert!(text(&message["content"]).contains("chosen collections have no documents"), "{message:#}");
    // Its only document cannot be read.
    program.upload(&other, &[("broken.pdf", b"%PDF-1.4 nothing")]).await;
    program.settled().await;
    let message = finished(&program.ask(&conversation, json!({"text": "Who built the lighthouse?"})).await);
    assert_eq!(message["answer"]["abstained"], true, "{message:#}");
    assert!(text(&message["content"]).contains("could be read"), "{message:#}");
    program.send(reqwest::Method::DELETE, &format!("/collections/{other}"), None).await;
    let message = finished(&program.ask(&conversation, json!({"text": "Who built the lighthouse?"})).await);
    assert!(text(&message["content"]).contains("chosen collections have no documents"), "{message:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_keeps_to_its_model() {
    let provider = Provider::start("From the provider.", std::time::Duration::ZERO).await;
    let program = Program::start_in(data_folder(), &provider.settings()).await;
    let models = program.get("/models").await;
    let local = text(&models.as_array().unwrap().iter().find(|model| model["local"] == true).unwrap()["id"]);
    let conversation = text(&program.post("/conversations", json!({"model": local})).await["id"]);
    let answer = async |body| finished(&program.ask(&conversation, body).await);
    let first = answer(json!({"text": "Hello there, what is the sea?"})).await;
    assert_eq!(first["answer"]["model"], json!(local), "{first:#}");
    let named = answer(json!({"text": "What is the sea?", "model": "openai/scripted"})).await;
    assert_eq!(named["answer"]["model"], "openai/scripted", "{named:#}");
    program.send(reqwest::Method::PATCH, &format!("/conversations/{conversation}"), Some(json!({"model": null}))).await;
    let default = answer(json!({"regenerate": first["parent"]})).await;
    assert_eq!(default["answer"]["model"], "openai/scripted", "{default:#}");
    let gone = text(&program.post("/conversations", json!({"model": "openai/gone"})).await["id"]);
    let refused = finished(&program.ask(&gone, json!({"text": "What is the sea?"})).await);
    assert_eq!(refused["problem"]["code"], "model_missing", "not silently replaced: {refused:#}");
    assert!(text(&refused["problem"]["hint"]).contains("Choose another model"), "{refused:#}");
}

/// A GGUF file of the operator's own can do what the settings say.
#[tokio::test(flavor = "multi_thread")]
async fn an_own_model_has_the_skill_and_window_it_was_given() {
    let folder = data_folder();
    let models = folder.path().join("models/smollm2-135m");
    let file = std::fs::read_dir(models).unwrap().map(|entry| entry.unwrap().path());
    let file = file.into_iter().find(|path| path.extension().is_some_and(|kind| kind == "gguf")).unwrap();
    let settings = [
        ("CHATBOX__MODELS__CHAT", file.to_str().unwrap()),
        ("CHATBOX__MODELS__SKILL", "capable"),
        ("CHATBOX__MODELS__WINDOW", "2048"),
    ];
    let program = Program::start_in(folder, &settings).await;
    let model = program.get("/models").await[0].clone();
    assert_eq!((&model["skill"], &model["window"]), (&json!("capable"), &json!(2048)), "{model:#}");
    let collection = program.collection("Test").await;
    program.upload(&collection, &[("bread.txt", KITCHEN.as_bytes())]).await;
    program.settled().await;
    let message = program.answer("What does bread need?").await;
    assert_eq!(message["answer"]["mode"], "generated", "{message:#}");
}

const STAFF: &str = "# Staff handbook\n\n## Holidays\nEvery employee has thirty days of paid leave a year. Unused days may be carried over \
until the end of March.\n\n## Sick leave\nTell your team lead before nine in the morning.\n\n## Equipment\nLaptops are replaced every \
four years. The IT desk is in room 214 on the second floor. Lost keys cost 40 euros. To avoid losing keys, wear the lanyard.\n";

/// What people ask every day: it is quoted when it is there, and nothing is cited when it is not.
#[tokio::test(flavor = "multi_thread")]
async fn usual_questions_are_answered_and_others_are_not() {
    let program = Program::start().await;
    let collection = program.collection("Staff").await;
    program.upload(&collection, &[("staff.md", STAFF.as_bytes()), ("lighthouse.md", HANDBOOK.as_bytes())]).await;
    program.settled().await;
    for (question, answer) in [
        ("How many days of leave does an employee have?", "thirty"),
        ("Until when can I carry over unused days?", "March"),
        ("Where is the IT desk?", "214"),
        ("What does a lost key cost?", "40 euros"),
        ("How often are laptops replaced?", "four years"),
        ("When may visitors climb the tower?", "Sundays"),
    ] {
        let message = program.answer(question).await;
        assert!(text(&message["content"]).contains(answer), "{question}: {message:#}");
        assert_eq!(message["answer"]["abstained"], false, "{question}");
    }
    // Not sure enough to call it the answer, near enough to quote it.
    let message = program.answer("How can I avoid losing keys?").await;
    assert!(text(&message["content"]).contains("lanyard"), "{message:#}");
    assert_eq!(message["citations"][0]["check"]["verdict"], "quoted", "{message:#}");
    for question in [
        "What is the capital of France?",
        "How do I reset my password?",
        "Which insurance covers accidents at work?",
        "Who won the world cup in 2014?",
    ] {
        let message = program.answer(question).await;
        assert_eq!((&message["answer"]["abstained"], &message["citations"]), (&json!(true), &json!([])), "{question}");
    }
}
