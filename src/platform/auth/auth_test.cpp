#include <set>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "platform/auth/passwords.h"
#include "platform/auth/tokens.h"

namespace gt::auth {
namespace {

TEST(Tokens, AreLongSafeForAddressesAndNeverTheSame) {
  std::set<std::string> seen;
  for (int i = 0; i < 200; ++i) {
    auto token = new_token();
    EXPECT_EQ(token.size(), 43U);
    EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
              std::string::npos);
    seen.insert(token);
  }
  EXPECT_EQ(seen.size(), 200U);
}

// The vector of FIPS 180-2, appendix B.1.
TEST(Tokens, AreKeptAsSha256) {
  EXPECT_EQ(token_hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Tokens, CompareByContentAndLength) {
  EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
  EXPECT_TRUE(equal_in_constant_time("", ""));
  EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
  EXPECT_FALSE(equal_in_constant_time("abc", "ab"));
  EXPECT_FALSE(equal_in_constant_time("", "a"));
}

TEST(CsrfToken, BelongsToOneSessionAndDoesNotShowIt) {
  auto session = new_token();
  EXPECT_EQ(csrf_token(session), csrf_token(session));
  EXPECT_NE(csrf_token(session), csrf_token(new_token()));
  EXPECT_NE(csrf_token(session), session);
  EXPECT_NE(csrf_token(session), token_hash(session));
  EXPECT_EQ(csrf_token(session).size(), 43U);
}

struct PasswordCase {
  char const* password;
  bool taken;
};
class PasswordRules : public testing::TestWithParam<PasswordCase> {};

TEST_P(PasswordRules, DecideByLengthAndGuessability) {
  auto fault = password_fault(GetParam().password, "programme.manager@northmere.example");
  EXPECT_EQ(!fault, GetParam().taken) << fault.value_or("(taken)");
}

INSTANTIATE_TEST_SUITE_P(
    Table, PasswordRules,
    testing::Values(PasswordCase{"", false}, PasswordCase{"elevenchars", false}, PasswordCase{"twelve chars", true},
                    PasswordCase{"kettle lantern moss", true},               // spaces are welcome
                    PasswordCase{"alllowercaseletters", true},               // no rules of composition
                    PasswordCase{"\xc3\xa9\xc3\xa9t\xc3\xa9 aux b", false},  // 10 characters in 13 bytes
                    PasswordCase{"\xc3\xa9t\xc3\xa9 aux ch\xc3\xa2teaux", true},
                    PasswordCase{"programme.manager@northmere.example", false},
                    PasswordCase{"Programme.Manager@Northmere.Example", false},
                    PasswordCase{"Programme.Manager", false}, PasswordCase{"Password1234", false},
                    PasswordCase{"PASSWORDPASSWORD", false}, PasswordCase{"northmere2026!", false},
                    PasswordCase{"Ofsted123456!!", false}, PasswordCase{"aaaaaaaaaaaaaaaa", false},
                    PasswordCase{"abababababababab", false}, PasswordCase{"123456789012", false},
                    PasswordCase{"correct horse battery staple", false}, PasswordCase{"bell\x07 character here", false},
                    PasswordCase{"\xff\xfe not text at all", false}));

TEST(PasswordRules, HaveAnUpperLimit) {
  std::string words = "ab c";
  while (words.size() < longest_password) words += "d e";
  words.resize(longest_password);
  EXPECT_FALSE(password_fault(words, ""));
  EXPECT_TRUE(password_fault(words + "x", ""));
}

TEST(PasswordHash, MatchesOnlyItsPassword) {
  auto hash = hash_password("kettle lantern moss");
  ASSERT_TRUE(hash);
  EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
  EXPECT_TRUE(password_matches(*hash, "kettle lantern moss").value());
  EXPECT_FALSE(password_matches(*hash, "kettle lantern mos").value());
  EXPECT_TRUE(password_matches(*hash, " kettle lantern moss\n").value()) << "pasted";
  EXPECT_FALSE(password_matches(*hash, "").value());
  EXPECT_FALSE(needs_rehash(*hash));
  EXPECT_NE(*hash, hash_password("kettle lantern moss").value()) << "salted";
}

TEST(PasswordHash, OfAnotherCostIsToBeMadeAgain) {
  EXPECT_TRUE(
      needs_rehash("$argon2id$v=19$m=8192,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$"
                   "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
}

TEST(PasswordHash, OfNobodyCostsTheSameAndMatchesNothing) {
  auto before = hashes_computed();
  EXPECT_FALSE(password_matches(std::nullopt, "kettle lantern moss").value());
  EXPECT_EQ(hashes_computed(), before + 1);
  EXPECT_FALSE(password_matches(std::nullopt, "").value());
}

TEST(PasswordHash, DamagedMatchesNothing) {
  EXPECT_FALSE(password_matches("", "kettle lantern moss").value());
  EXPECT_FALSE(password_matches("not a hash", "kettle lantern moss").value());
  EXPECT_FALSE(password_matches(std::string(500, 'a'), "kettle lantern moss").value());
}

TEST(PasswordHash, ManyAtOnceAllGetTheirTurn) {
  auto hash = hash_password("kettle lantern moss").value();
  std::vector<std::thread> threads;
  std::vector<int> matched(3 * hashes_at_once, 0);
  for (auto& each : matched)
    threads.emplace_back([&each, &hash] { each = password_matches(hash, "kettle lantern moss").value_or(false); });
  for (auto& thread : threads) thread.join();
  for (auto each : matched) EXPECT_TRUE(each);
}

}  // namespace
}  // namespace gt::auth
