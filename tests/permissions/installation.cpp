#include "tests/permissions/installation.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>

#include "people/people.h"
#include "platform/core/text.h"
#include "platform/html/fields.h"
#include "platform/operations/openapi.h"
#include "platform/web/syntax.h"

namespace gt::permissions {

using nlohmann::json;

namespace {

constexpr std::string_view report_mark = "%PDF-1.7 report of ";

// The form of 2018, as a reader of PDF files hands it over. “@” stands for the word.
constexpr std::string_view report_text = R"(@ Council
Inspection of children’s social care services
Inspection dates: 4 June to 15 June 2018

Lead inspector: Inspector @, HMI

 Judgement                                                     Grade

 The impact of leaders on social work practice with children
                                                               Good
 and families
 The experiences and progress of children who need help and    Requires improvement
 protection                                                    to be good
 The experiences and progress of children in care and care
                                                               Good
 leavers
 Overall effectiveness                                         Good

Services in @ have grown.

What needs to improve
◼ The quality of plans in @.
◼ The speed of visits in @.

The experiences and progress of children who need help and
protection requires improvement to be good

1.   Help in @ is early.

2.   Visits in @ are late.

The experiences and progress of children in care and care leavers: good

3.   Homes in @ are kind.

The impact of leaders on social work practice with children and families is good.

4.   Leaders in @ know.
)";

// Stands in for the confined reader, which has tests of its own.
tl::expected<pdf::Text, pdf::Failure> read_report_bytes(FileContent const& content) {
  auto const whole = content.whole();
  std::string_view bytes = whole;
  if (!bytes.starts_with(report_mark))
    return tl::unexpected(pdf::Failure{pdf::Fault::not_a_pdf, "This is not a PDF document."});
  bytes.remove_prefix(report_mark.size());
  std::string const word(bytes.substr(0, bytes.find(' ')));
  std::string text;
  for (auto letter : report_text) text += letter == '@' ? word : std::string(1, letter);
  return pdf::Text{{pdf::Page{1, std::move(text)}}};
}

std::string credential_headers(Credentials const& who) {
  std::string out;
  if (!who.bearer.empty()) out += "Authorization: Bearer " + who.bearer + "\r\n";
  if (!who.session.empty()) out += "Cookie: session=" + who.session + "\r\n";
  return out;
}

std::string with_body(std::string const& target, std::string const& headers, std::string_view type,
                      std::string const& body) {
  return fmt::format("POST {} HTTP/1.1\r\nHost: test\r\n{}Content-Type: {}\r\nContent-Length: {}\r\n\r\n{}", target,
                     headers, type, body.size(), body);
}

std::string query_text(json const& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.dump();
}

db::Query const sqlite_tables{
    "tables", "select name from sqlite_master where type = 'table' and name not like 'sqlite%' order by name", ""};
db::Query const postgresql_tables{
    "tables", "", "select cast(tablename as text) as name from pg_tables where schemaname = 'public' order by 1"};
db::Query const sqlite_columns{
    "columns", "select name from pragma_table_info(:table_name) where name not in ('last_seen', 'last_used')", ""};

// One text a row. Columns that say when something was last used are left out.
std::string rows_query(db::Transaction& transaction, std::string const& table) {
  if (transaction.engine() == db::Engine::postgresql)
    return "select cast(to_jsonb(t) - 'last_seen' - 'last_used' as text) as line from " + table + " t order by 1";
  std::string columns;
  for (auto const& each : transaction.rows(sqlite_columns, {{"table_name", table}}))
    columns += (columns.empty() ? "quote(" : " || ',' || quote(") + each.text("name") + ")";
  return "select " + columns + " as line from " + table + " order by 1";
}

}  // namespace

std::string report_bytes(std::string const& word, int number) {
  return fmt::format("{}{} {}", report_mark, word, number);
}

Installation::Installation(db::Location const& location) {
  auto opened = app::Program::open(
      {location.folder.string(), location.postgresql, true}, &read_report_bytes,
      [](FileContent const& bytes, std::string const& name) { return sheet::read(bytes.whole(), name); }, 4);
  if (!opened) throw std::runtime_error(opened.error().message);
  program_ = std::move(*opened);
  site_ = std::make_unique<app::WebSite>(*program_, app::SiteOptions{});
  web::ServerOptions options;
  options.workers = 2;
  server_ = std::make_unique<web::TestServer>(site_->router(), std::move(options), site_->hooks());
}

Installation::~Installation() = default;

web::Received Installation::send(std::string const& request) {
  // A connection is kept as long as the server keeps it.
  for (int attempt = 0; attempt < 2; ++attempt) {
    if (!client_) client_ = std::make_unique<web::TestClient>(server_->port());
    if (client_->send(request)) {
      auto received = client_->receive();
      if (received.status != 0) {
        if (received.header("Connection") == "close") client_.reset();
        return received;
      }
    }
    client_.reset();
  }
  throw std::runtime_error("the server does not answer: " + request.substr(0, request.find('\r')));
}

web::Received Installation::get(std::string const& target, Credentials const& who) {
  return send(fmt::format("GET {} HTTP/1.1\r\nHost: test\r\n{}\r\n", target, credential_headers(who)));
}

web::Received Installation::post_form(std::string const& target,
                                      std::vector<std::pair<std::string, std::string>> fields, Credentials const& who) {
  if (!who.csrf_token.empty()) fields.emplace_back(html::csrf_field, who.csrf_token);
  std::string body;
  for (auto const& [name, value] : fields)
    body += (body.empty() ? "" : "&") + web::percent_encoded(name) + "=" + web::percent_encoded(value);
  return send(with_body(target, credential_headers(who), "application/x-www-form-urlencoded", body));
}

web::Received Installation::call(std::string_view name, json const& input, Credentials const& who) {
  auto const* operation = program_->registry().find(name);
  if (operation == nullptr) throw std::runtime_error("no operation is called " + std::string(name));
  auto path = operations::api_path(*operation);
  if (operation->kind == operations::Kind::change) {
    auto headers = credential_headers(who);
    if (!who.csrf_token.empty()) headers += "X-CSRF-Token: " + who.csrf_token + "\r\n";
    return send(with_body(path, headers, "application/json", input.dump()));
  }
  char separator = '?';
  for (auto const& [field, value] : input.items())
    for (auto const& one : value.is_array() ? value : json::array({value})) {
      path += separator + web::percent_encoded(field) + "=" + web::percent_encoded(query_text(one));
      separator = '&';
    }
  return get(path, who);
}

operations::Actor Installation::actor(std::string const& email, std::optional<std::string> authority) {
  auto found = people::command_line_actor(program_->database(), {email, "", std::move(authority)});
  if (!found) throw std::runtime_error(email + ": " + found.error().message);
  return *std::move(found);
}

json Installation::must(operations::Actor const& who, std::string_view operation, json const& input) {
  auto done = operations::perform(program_->environment(), who, operation, input);
  if (!done) throw std::runtime_error(fmt::format("{}: {} {}", operation, done.error().message, input.dump()));
  return *std::move(done);
}

Credentials Installation::sign_in(AccountId const& account, AuthorityId const& authority) {
  auto opened = people::start_session(program_->database(), program_->clock(), account, authority, "192.0.2.1");
  auto session = people::session_actor(program_->database(), program_->clock(), opened.token);
  if (!session) throw std::runtime_error("the session just opened is not there");
  return {"", opened.token, session->csrf_token};
}

Credentials Installation::make_token(Credentials const& owner, std::set<std::string> const& permissions) {
  auto made = call("token add", {{"name", "Test"}, {"permissions", permissions}, {"days", 1}}, owner);
  if (made.status != 200) throw std::runtime_error("no token: " + made.body);
  return {json::parse(made.body).at("token").get<std::string>(), "", ""};
}

std::string Installation::contents() {
  std::string out;
  {
    auto transaction = program_->database().read(std::nullopt);
    auto const& tables = transaction.engine() == db::Engine::sqlite ? sqlite_tables : postgresql_tables;
    for (auto const& each : transaction.rows(tables)) {
      auto table = each.text("name");
      auto text = rows_query(transaction, table);
      out += "== " + table + "\n";
      for (auto const& row : transaction.rows({"rows", text, text})) out += row.text("line") + "\n";
    }
  }
  std::vector<std::string> files;
  auto folder = program_->database().folder() / "files";
  if (std::filesystem::exists(folder))
    for (auto const& each : std::filesystem::recursive_directory_iterator(folder))
      files.push_back(each.path().filename().string());
  std::sort(files.begin(), files.end());
  for (auto const& each : files) out += "file " + each + "\n";
  return out;
}

std::string Installation::changes_since(std::string const& contents_before) {
  auto sorted_lines = [](std::string const& text) {
    auto lines = split_lines(text);
    std::sort(lines.begin(), lines.end());
    return lines;
  };
  auto const before = sorted_lines(contents_before), after = sorted_lines(contents());
  std::vector<std::string> came, went;
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(came));
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(went));
  std::string out;
  for (auto const& line : went) out += "- " + line + "\n";
  for (auto const& line : came) out += "+ " + line + "\n";
  return out;
}

std::int64_t Installation::audit_entries() {
  auto transaction = program_->database().read(std::nullopt);
  constexpr std::string_view count = "select count(*) as entries from audit_entry";
  return transaction.row({"entries", count, count})->integer("entries");
}

}  // namespace gt::permissions
